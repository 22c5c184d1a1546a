// Lucene as a peer: an index of records, and a session over it.
//
//   java Lucene index ANALYZER RECORDS DIRECTORY [stored]
//   java Lucene serve ANALYZER DIRECTORY
//
// ANALYZER is cjk or nori, as they come. RECORDS has a paper a line: url, title, authors
// and summary between tabs. All text is one field, the fastest form for Lucene; "stored"
// keeps it in the index as well. A session answers the ten best papers by BM25 that have
// any of a query's words, a line of JSON-RPC for each line, as `seogo --serve` does.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class Lucene {
    private static final Pattern QUERY = Pattern.compile("\"query\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static Analyzer analyzer(String name) {
        return name.equals("nori") ? new KoreanAnalyzer() : new CJKAnalyzer();
    }

    private static void add(IndexWriter writer, String line, boolean stored) {
        String[] fields = line.split("\t", -1);
        Document paper = new Document();
        paper.add(new StoredField("url", fields[0]));
        for (int i = 1; i < fields.length; i++)
            paper.add(new TextField("text", fields[i], stored ? Field.Store.YES : Field.Store.NO));
        try {
            writer.addDocument(paper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // On as many threads as there are processors.
    private static void index(String analyzer, Path records, Path directory, boolean stored)
            throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer(analyzer));
        config.setRAMBufferSizeMB(64);
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(directory), config);
             Stream<String> lines = Files.lines(records)) {
            lines.parallel().forEach(line -> add(writer, line, stored));
        }
    }

    private static String answer(IndexSearcher searcher, QueryBuilder builder, String request)
            throws IOException {
        Matcher matcher = QUERY.matcher(request);
        String text = matcher.find() ? matcher.group(1).replace("\\\"", "\"") : "";
        Query query = builder.createBooleanQuery("text", text, BooleanClause.Occur.SHOULD);
        StringBuilder answer = new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[");
        if (query != null)
            for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
                Document paper = searcher.doc(hit.doc);
                if (answer.charAt(answer.length() - 1) == '"')
                    answer.append(',');
                answer.append('"').append(paper.get("url")).append('"');
            }
        return answer.append("]}").toString();
    }

    private static void serve(String analyzer, Path directory) throws IOException {
        QueryBuilder builder = new QueryBuilder(analyzer(analyzer));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(directory))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
            for (String request; (request = in.readLine()) != null;) {
                out.println(answer(searcher, builder, request));
                out.flush();
            }
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length >= 4 && args[0].equals("index"))
            index(args[1], Path.of(args[2]), Path.of(args[3]), args.length > 4);
        else if (args.length == 3 && args[0].equals("serve"))
            serve(args[1], Path.of(args[2]));
        else
            throw new IllegalArgumentException("index ANALYZER RECORDS DIRECTORY [stored], or "
                + "serve ANALYZER DIRECTORY");
    }
}
