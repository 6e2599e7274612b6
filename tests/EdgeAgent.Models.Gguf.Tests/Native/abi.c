/* Prints the sizes and offsets that the binding relies on, one "name value" a line. Compile it with the headers of the
   pinned llama.cpp build: cc -I include -I ggml/include abi.c. Its output for that build is abi.txt. */
#include "llama.h"

#include <stddef.h>
#include <stdio.h>

#define SIZE(type) printf(#type " %zu\n", sizeof(type))
#define OFFSET(type, field) printf(#type "." #field " %zu\n", offsetof(type, field))

typedef struct llama_model_params llama_model_params;
typedef struct llama_context_params llama_context_params;
typedef struct ggml_threadpool_params ggml_threadpool_params;
typedef struct ggml_backend_feature ggml_backend_feature;

int main(void) {
    SIZE(llama_model_params);
    OFFSET(llama_model_params, devices);
    OFFSET(llama_model_params, tensor_buft_overrides);
    OFFSET(llama_model_params, n_gpu_layers);
    OFFSET(llama_model_params, split_mode);
    OFFSET(llama_model_params, load_mode);
    OFFSET(llama_model_params, lazy_mode);
    OFFSET(llama_model_params, main_gpu);
    OFFSET(llama_model_params, tensor_split);
    OFFSET(llama_model_params, progress_callback);
    OFFSET(llama_model_params, progress_callback_user_data);
    OFFSET(llama_model_params, kv_overrides);
    OFFSET(llama_model_params, vocab_only);
    OFFSET(llama_model_params, check_tensors);
    OFFSET(llama_model_params, use_extra_bufts);
    OFFSET(llama_model_params, no_host);
    OFFSET(llama_model_params, no_alloc);
    OFFSET(llama_model_params, load_mtp);

    SIZE(llama_context_params);
    OFFSET(llama_context_params, n_ctx);
    OFFSET(llama_context_params, n_batch);
    OFFSET(llama_context_params, n_ubatch);
    OFFSET(llama_context_params, n_seq_max);
    OFFSET(llama_context_params, n_rs_seq);
    OFFSET(llama_context_params, n_outputs_max);
    OFFSET(llama_context_params, n_outputs_max_per_seq);
    OFFSET(llama_context_params, n_threads);
    OFFSET(llama_context_params, n_threads_batch);
    OFFSET(llama_context_params, ctx_type);
    OFFSET(llama_context_params, rope_scaling_type);
    OFFSET(llama_context_params, pooling_type);
    OFFSET(llama_context_params, attention_type);
    OFFSET(llama_context_params, flash_attn_type);
    OFFSET(llama_context_params, rope_freq_base);
    OFFSET(llama_context_params, rope_freq_scale);
    OFFSET(llama_context_params, yarn_ext_factor);
    OFFSET(llama_context_params, yarn_attn_factor);
    OFFSET(llama_context_params, yarn_beta_fast);
    OFFSET(llama_context_params, yarn_beta_slow);
    OFFSET(llama_context_params, yarn_orig_ctx);
    OFFSET(llama_context_params, defrag_thold);
    OFFSET(llama_context_params, cb_eval);
    OFFSET(llama_context_params, cb_eval_user_data);
    OFFSET(llama_context_params, type_k);
    OFFSET(llama_context_params, type_v);
    OFFSET(llama_context_params, abort_callback);
    OFFSET(llama_context_params, abort_callback_data);
    OFFSET(llama_context_params, embeddings);
    OFFSET(llama_context_params, offload_kqv);
    OFFSET(llama_context_params, no_perf);
    OFFSET(llama_context_params, op_offload);
    OFFSET(llama_context_params, swa_full);
    OFFSET(llama_context_params, kv_unified);
    OFFSET(llama_context_params, samplers);
    OFFSET(llama_context_params, n_samplers);
    OFFSET(llama_context_params, ctx_other);

    SIZE(llama_batch);
    OFFSET(llama_batch, n_tokens);
    OFFSET(llama_batch, token);
    OFFSET(llama_batch, embd);
    OFFSET(llama_batch, pos);
    OFFSET(llama_batch, n_seq_id);
    OFFSET(llama_batch, seq_id);
    OFFSET(llama_batch, logits);

    SIZE(llama_token_data);
    OFFSET(llama_token_data, id);
    OFFSET(llama_token_data, logit);
    OFFSET(llama_token_data, p);

    SIZE(llama_token_data_array);
    OFFSET(llama_token_data_array, data);
    OFFSET(llama_token_data_array, size);
    OFFSET(llama_token_data_array, selected);
    OFFSET(llama_token_data_array, sorted);

    SIZE(llama_chat_message);
    OFFSET(llama_chat_message, role);
    OFFSET(llama_chat_message, content);

    SIZE(ggml_threadpool_params);
    OFFSET(ggml_threadpool_params, cpumask);
    OFFSET(ggml_threadpool_params, n_threads);
    OFFSET(ggml_threadpool_params, prio);
    OFFSET(ggml_threadpool_params, poll);
    OFFSET(ggml_threadpool_params, strict_cpu);
    OFFSET(ggml_threadpool_params, paused);

    SIZE(ggml_backend_feature);
    OFFSET(ggml_backend_feature, name);
    OFFSET(ggml_backend_feature, value);
    return 0;
}
