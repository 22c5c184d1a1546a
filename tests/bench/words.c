/* Tables only; see words.h. */
#include "words.h"

#define WORDS(name, ...)                                                                           \
    static const char *const name##_list[] = {__VA_ARGS__};                                        \
    const struct words name = {name##_list, sizeof name##_list / sizeof name##_list[0]}

/* clang-format off */
WORDS(korean_nouns,
    "모델", "데이터", "학습", "생성", "연구", "성능", "방법", "이미지", "언어", "추론",
    "결과", "논문", "평가", "비디오", "기반", "작업", "텍스트", "정보", "훈련", "제안",
    "문제", "사용", "실험", "구조", "품질", "기술", "능력", "입력", "출력", "향상",
    "적용", "확산", "과정", "모듈", "접근", "개선", "토큰", "정확도", "분석", "단계",
    "벤치마크", "사용자", "표현", "수준", "처리", "설계", "최적화", "공간", "효율", "질문",
    "비용", "세트", "시스템", "이해", "구현", "비교", "해결", "메모리", "환경", "지식",
    "프레임워크", "강화", "시각", "편집", "대화", "알고리즘", "계산", "장면", "프롬프트", "검증",
    "에이전트", "다양성", "규모", "파라미터", "제어", "객체", "인식", "조정", "도구", "동작",
    "네트워크", "기능", "오류", "압축", "주의", "조건", "특징", "샘플", "검색", "미세",
    "탐색", "번역", "복원", "해상도", "코드", "수학", "보상", "정책", "음성", "합성",
    "변환", "분포", "지시", "응답", "선호", "관계", "인간", "분류", "신경망", "레이어",
    "가중치", "양자화", "잠재", "목표", "전략", "일관성", "안정성", "일반화", "속도", "시간",
    "영상", "픽셀", "깊이", "자세", "움직임", "카메라", "물체", "재구성", "렌더링", "삼차원",
    "로봇", "행동", "계획", "상호작용", "시뮬레이션", "의료", "과학", "교육", "음악", "오디오",
    "화자", "문서", "요약", "문장", "단어", "번호", "표본", "신호", "잡음", "주파수",
    "그래프", "노드", "경로", "확률", "손실", "함수", "기울기", "수렴", "편향", "공정성",
    "안전", "공격", "방어", "위험", "윤리", "저작권", "검열", "투명성", "신뢰", "설명",
    "사전학습", "강화학습", "미세조정", "전이학습", "대조학습", "언어모델", "확산모델", "거대모델", "오픈소스", "다중모달",
    "트랜스포머", "인코더", "디코더", "어텐션", "임베딩", "토크나이저", "디퓨전", "스케줄러", "어댑터", "파이프라인",
    "프루닝", "증류", "캐시", "배치", "추정", "예측", "감지", "분할", "추적", "정렬",
    "융합", "결합", "분리", "통합", "확장", "축소", "전환", "보정", "보완", "대체",
    "관찰", "측정", "기록", "수집", "선별", "정제", "주석", "라벨", "범주", "영역",
    "차원", "벡터", "행렬", "좌표", "곡면", "격자", "질감", "조명", "그림자", "색상",
    "얼굴", "표정", "손동작", "의상", "배경", "도시", "도로", "차량", "위성", "날씨",
    "분자", "단백질", "유전자", "세포", "약물", "질병", "진단", "환자", "병원", "임상",
    "게임", "플레이어", "퍼즐", "전문가", "학생", "교사", "피드백", "토론", "합의", "의도",
    "감정", "성격", "문화", "지역", "역사", "법률", "금융", "시장", "상품", "추천");
WORDS(korean_glue,
    "있는", "및", "더", "수", "이", "통해", "위해", "대한", "다양한", "새로운", "그", "있습니다", "기존의", "위한", "또한",
    "이를", "특히", "대해", "같은", "높은", "있도록", "따라", "가장", "본", "두", "여러", "각", "때", "하나의", "모든",
    "것을", "것이", "것으로", "등", "많은", "이러한", "매우", "더욱", "큰", "적은", "그러나", "하지만", "따른", "없이",
    "함께", "최근", "크게", "이는", "보다", "중", "한", "할", "낮은", "단일", "긴", "짧은", "먼저", "이후", "동안", "없는");
WORDS(korean_first,
    "가", "감", "강", "개", "거", "검", "결", "경", "고", "공", "관", "광", "교", "구", "국", "군", "기", "난", "내", "논",
    "단", "대", "도", "동", "등", "명", "모", "무", "문", "물", "미", "반", "발", "방", "배", "변", "보", "복", "본", "부",
    "분", "비", "사", "산", "상", "생", "서", "선", "설", "성", "소", "속", "수", "순", "시", "신", "실", "심", "안", "역",
    "연", "영", "외", "용", "운", "원", "위", "유", "음", "의", "인", "일", "임", "입", "자", "작", "장", "재", "저", "전",
    "절", "점", "정", "제", "조", "종", "주", "중", "지", "직", "진", "집", "차", "청", "체", "초", "총", "추", "출", "통");
WORDS(korean_second,
    "각", "간", "감", "강", "개", "격", "결", "계", "고", "곡", "공", "과", "관", "광", "교", "구", "군", "권", "규", "극",
    "근", "금", "급", "기", "념", "능", "단", "담", "당", "대", "도", "독", "동", "락", "란", "량", "력", "련", "렬", "례",
    "로", "론", "료", "류", "리", "립", "막", "망", "맥", "면", "명", "목", "문", "물", "밀", "반", "방", "배", "범", "법",
    "변", "별", "복", "본", "부", "분", "비", "사", "산", "상", "색", "선", "설", "성", "소", "속", "수", "술", "식", "신",
    "실", "안", "약", "양", "어", "업", "역", "연", "영", "용", "원", "위", "율", "의", "인", "자", "작", "장", "적", "점");
WORDS(korean_suffixes, "성", "화", "률", "기", "도", "량", "층", "망", "식", "법", "체", "자", "력", "론", "계", "점", "군", "값", "선", "형");
WORDS(korean_loan,
    "아", "에", "오", "인", "컨", "코", "크", "키", "클", "터", "트", "티", "팅", "파", "퍼", "포", "프", "플", "피", "하",
    "네", "노", "니", "다", "더", "덴", "드", "디", "라", "러", "레", "로", "루", "르", "리", "링", "마", "매", "머", "메",
    "모", "미", "바", "버", "베", "보", "브", "블", "비", "샘", "서", "세", "션", "소", "슈", "스", "시", "싱", "즈", "휴");
WORDS(korean_verbs,
    "하는", "하여", "하고", "할", "한", "하며", "된", "되는", "하기", "되어", "했으며", "하도록", "함으로써", "시키는", "적인", "적으로",
    "하지", "되며", "시키고", "하면서", "하였고", "되었으며", "시켜", "되지", "해야", "하거나", "하면", "시킬", "될", "하려는", "했지만", "되도록");
WORDS(korean_finals,
    "합니다", "했습니다", "됩니다", "입니다", "하였습니다", "되었습니다", "시킵니다", "시켰습니다", "할 수 있습니다", "하고 있습니다",
    "하는 것으로 나타났습니다", "하는 데 기여합니다", "함을 보여줍니다", "하도록 설계되었습니다");
WORDS(latin_terms,
    "LLM", "AI", "LLMs", "GPT-4", "CLIP", "RAG", "LoRA", "Transformer", "Diffusion", "NLP", "GPU", "3D", "ViT", "KV", "SFT",
    "RLHF", "DPO", "PPO", "CoT", "VLM", "MLLM", "NeRF", "GAN", "VAE", "U-Net", "BERT", "T5", "API", "QA", "OCR",
    "ImageNet", "COCO", "GSM8K", "MMLU", "HumanEval", "FID", "BLEU", "MoE", "SSM", "Mamba", "RNN", "CNN", "MLP", "FLOPs", "token",
    "prompt", "zero-shot", "few-shot", "end-to-end", "fine-tuning", "attention", "softmax", "decoder", "encoder", "benchmark", "agent", "video", "text-to-image", "SOTA", "PyTorch",
    "C++", "Python", "SQL", "JSON", "Wikipedia", "English", "BF16", "INT4", "FP8", "1.58", "7B", "13B", "70B", "8K", "128K",
    "2D", "4D", "SLAM", "SMPL", "RGB", "LiDAR", "ASR", "TTS", "MIDI", "mel", "UMAP", "PCA", "SVD", "ELO", "F1");
WORDS(english_adjectives,
    "Large", "Efficient", "Visual", "Scalable", "Robust", "Multimodal", "Generative", "Fast", "Unified", "Open", "Sparse", "Latent", "Adaptive", "Neural", "Controllable",
    "Long-Context", "Zero-Shot", "Self-Supervised", "Causal", "Structured", "Hierarchical", "Training-Free", "Text-Guided", "Interactive", "Compressed", "Discrete", "Continuous", "Dynamic", "Faithful", "Modular",
    "Personalized", "Physical", "Probabilistic", "Quantized", "Recurrent", "Semantic", "Synthetic", "Temporal", "Universal", "Weak");
WORDS(english_nouns,
    "Language", "Models", "Generation", "Learning", "Diffusion", "Video", "Image", "Reasoning", "Data", "Transformers", "Vision", "Alignment", "Editing", "Synthesis", "Attention",
    "Agents", "Benchmark", "Evaluation", "Retrieval", "Representation", "Tokens", "Memory", "Instruction", "Preference", "Feedback", "Rewards", "Search", "Planning", "Code", "Speech",
    "Music", "Motion", "Scenes", "Objects", "Avatars", "Depth", "Pose", "Segmentation", "Tracking", "Detection", "Compression", "Pruning", "Distillation", "Quantization", "Decoding",
    "Sampling", "Schedules", "Experts", "Adapters", "Embeddings", "Knowledge", "Graphs", "Documents", "Tables", "Charts", "Dialogue", "Translation", "Summaries", "Hallucination", "Safety",
    "Attacks", "Privacy", "Bias", "Uncertainty", "Calibration", "Robots", "Manipulation", "Navigation", "Simulation", "Worlds", "Games", "Proteins", "Molecules", "Medicine", "Weather",
    "Physics", "Theorems", "Equations", "Textures", "Lighting", "Surfaces", "Gaussians", "Fields", "Cameras", "Trajectories", "Layers", "Weights", "Gradients", "Loss", "Scaling",
    "Curricula", "Mixtures", "Corpora", "Captions", "Prompts", "Contexts", "Windows", "Caches", "Kernels", "Hardware");
WORDS(english_gerunds,
    "Learning", "Scaling", "Improving", "Training", "Rethinking", "Aligning", "Unlocking", "Evaluating", "Bridging", "Distilling", "Editing", "Grounding", "Teaching", "Accelerating", "Understanding",
    "Animating", "Composing", "Decoding", "Exploring", "Guiding", "Merging", "Measuring", "Probing", "Reconstructing", "Steering");
WORDS(english_links, "for", "via", "with", "from", "in", "without", "through", "beyond");
WORDS(name_heads,
    "Lumo", "Vora", "Kela", "Tessa", "Myra", "Nexo", "Oro", "Pano", "Qira", "Rivo", "Sola", "Tavi", "Ulmo", "Vexa", "Wavi",
    "Xeno", "Yara", "Zelo", "Arbo", "Bilo", "Cira", "Dovo", "Elu", "Fera", "Gavo", "Hylo", "Iska", "Jova", "Koro", "Lira",
    "Mono", "Nara", "Opti", "Peri", "Quanta", "Rasa", "Sylva", "Tero", "Umbra", "Vento");
WORDS(name_tails,
    "Former", "Net", "Gen", "Diff", "LM", "Bench", "GPT", "VL", "Agent", "Edit", "Flow", "Craft", "Mind", "Splat", "Tune",
    "Cache", "Eval", "Coder", "Video", "Voice", "RAG", "Search", "Pose", "World", "Chat", "Quant", "Prune", "Merge", "Scope", "3D");
WORDS(given_heads,
    "Al", "Be", "Chun", "Da", "Eli", "Fei", "Gu", "Hae", "In", "Jun", "Ka", "Li", "Ma", "Na", "Or", "Pe", "Quin", "Ro", "Se", "Ta",
    "Ul", "Vi", "Wei", "Xia", "Yun", "Zhi", "Amar", "Bori", "Chae", "Dmi", "Er", "Fran", "Gior", "Hiro", "Ili", "Jae", "Kwa", "Luc", "Min", "Nor");
WORDS(given_tails,
    "an", "bin", "cho", "do", "en", "fan", "gio", "hui", "ia", "jin", "ko", "lan", "min", "na", "or", "ping", "ran", "rin", "seo", "tao",
    "us", "ven", "woo", "xin", "ya", "zu", "elle", "ik", "ov", "as");
WORDS(family_names,
    "Kim", "Wang", "Lee", "Zhang", "Li", "Chen", "Park", "Liu", "Yang", "Choi", "Zhao", "Huang", "Wu", "Singh", "Xu", "Jung", "Müller", "Sun", "Kang", "Tanaka",
    "Zhou", "Patel", "Ma", "Cho", "Garcia", "Yoon", "Nguyen", "Sato", "Smith", "Jang", "Lim", "Han", "Silva", "Ivanov", "Rossi", "Gupta", "Oh", "Seo", "Shin", "Kwon",
    "Hwang", "Ahn", "Song", "Novak", "Jensen", "Dubois", "Haddad", "Okafor", "Mori", "Bauer", "Costa", "Demir", "Eriksen", "Farah", "Gomez", "Horvat", "Ito", "Jones", "Kowalski", "Larsen",
    "Martín", "Nowak", "Olsen", "Petrov", "Quispe", "Reyes", "Schmidt", "Tran", "Ueda", "Vogel", "Weber", "Xie", "Yilmaz", "Zimmer", "Adeyemi", "Bianchi", "Carvalho", "Delgado", "Engel", "Fischer");
/* clang-format on */
