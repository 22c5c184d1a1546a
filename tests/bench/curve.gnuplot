# Six figures by the size of the archive; tests/bench/curve gives folder.
set terminal svg size 960,640 dynamic enhanced font 'DejaVu Sans,12' background '#ffffff'
set datafile separator tab
set datafile missing '?'
set multiplot layout 2,3 margins 0.07,0.98,0.09,0.86 spacing 0.075,0.15

set label 1 'As an archive grows' at screen 0.012,0.966 font 'DejaVu Sans,16' textcolor '#1a1a1a'
set logscale xy
set xrange [3500:1400000]
set xtics ('5k' 5000, '50k' 50000, '200k' 200000, '1M' 1000000) nomirror scale 0.5
set ytics nomirror scale 0.5
set mxtics 1
set mytics 1
set format y '%g'
set border 3 linecolor '#8a8a8a'
set tics textcolor '#4a4a4a'
set grid ytics linecolor '#e4e4e4' linetype 1
set title offset 0,-0.4 textcolor '#1a1a1a'

set style line 1 linecolor '#c8372d' linewidth 3 pointtype 7 pointsize 0.7
set style line 2 linecolor '#3c6e9f' linewidth 2 pointtype 7 pointsize 0.6
set style line 3 linecolor '#4f8f5b' linewidth 2 pointtype 7 pointsize 0.6
set style line 4 linecolor '#8f8f8f' linewidth 2 pointtype 7 pointsize 0.6

systems = "unicode61-OR cjk nori seogo"
style(i) = 5 - i
file(i) = folder . '/' . word(systems, i)

set label 2 '● Seogo' at screen 0.415,0.966 textcolor linestyle 1
set label 3 '● Lucene nori' at screen 0.505,0.966 textcolor linestyle 2
set label 4 '● Lucene CJK' at screen 0.64,0.966 textcolor linestyle 3
set label 5 '● SQLite FTS5 unicode61' at screen 0.775,0.966 textcolor linestyle 4
set nokey

set title 'Index, cpu seconds'
plot for [i=1:4] file(i) using 1:4 with linespoints linestyle style(i)
unset label
set title 'Index, MB'
plot for [i=1:4] file(i) using 1:5 with linespoints linestyle style(i)
set title 'Memory while indexing, MiB'
plot for [i=1:4] file(i) using 1:6 with linespoints linestyle style(i)
set title 'A query in a session, cpu ms, median'
plot for [i=2:4] file(i) using 1:13 with linespoints linestyle style(i)
set title 'A query in a session, cpu ms, p99'
plot for [i=2:4] file(i) using 1:14 with linespoints linestyle style(i)
set title 'A query as a process, cpu ms, median'
plot for [i=1:4:3] file(i) using 1:9 with linespoints linestyle style(i)
unset multiplot
