# What a query names outright comes first, however it was typed or pasted.
load common

setup_file() { index_corpus; }

# first ID QUERY: the first hit.
first() {
  [ "$(seogo -f id -n 1 -- "$2")" = "$1" ] || fail "$2 found $(seogo -f id -n 3 -- "$2")"
}

@test "a whole title, in any case, with signs or without" {
  first 2312.00752 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces'
  first 2312.00752 'MAMBA LINEAR TIME SEQUENCE MODELING WITH SELECTIVE STATE SPACES'
  first 2312.00752 $'mamba: linear-time\nsequence modeling with selective state spaces'
}

@test "with what was pasted along" {
  first 2312.00752 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces Albert Gu, Tri Dao'
  first 2312.00752 'https://arxiv.org/abs/2312.00752 Mamba: Linear-Time Sequence Modeling with Selective State Spaces'
}

@test "the name before the colon" {
  first 2312.00752 mamba
  first 2402.13929 'SDXL Lightning'
  first 2403.12706 animatediff-lightning
}

@test "words that stand together in a title" {
  first 2403.12706 'Cross-Model Diffusion Distillation'
  first 2402.13929 'Progressive Adversarial Diffusion'
}

@test "an author, the last name behind or first, or with an initial" {
  for name in 'Tri Dao' 'Dao Tri' 'Dao, Tri' 'T. Dao' 'dao t.'; do first 2312.00752 "$name"; done
}

@test "no sign of the language is undone by a name" {
  lacks "$(seogo -f id -- '-mamba 모델')" 2312.00752
  run -1 seogo -f id -- 'Mamba: Linear-Time Sequence Modeling since:2030'
}

@test "papers sorted by votes hold every word, what was typed as one in one piece" {
  found=$(seogo -f id --sort votes -- '강화학습 추론')
  holds "$found" 2402.03300
  [ "$(wc -l <<<"$found")" -lt "$(seogo --count -- '강화학습 추론')" ]
}
