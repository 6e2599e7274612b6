using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>llama.h of <see cref="LlamaBuild.BundleCommit"/>; above each function stands its header line.</summary>
internal static unsafe partial class LlamaApi
{
    /// <summary>Resolved by <see cref="LlamaLibrary"/>.</summary>
    public const string Library = "llama";

    /// <summary>LLAMA_TOKEN_NULL.</summary>
    public const int TokenNull = -1;

    // LLAMA_API const char * llama_version(void);
    [LibraryImport(Library)]
    public static partial byte* llama_version();

    // LLAMA_API void llama_log_set(ggml_log_callback log_callback, void * user_data);
    [LibraryImport(Library)]
    public static partial void llama_log_set(
        delegate* unmanaged[Cdecl]<int, byte*, nint, void> log_callback, nint user_data);

    // LLAMA_API void llama_backend_init(void);
    [LibraryImport(Library)]
    public static partial void llama_backend_init();

    // LLAMA_API struct llama_model_params llama_model_default_params(void);
    [LibraryImport(Library)]
    public static partial LlamaModelParams llama_model_default_params();

    // LLAMA_API struct llama_context_params llama_context_default_params(void);
    [LibraryImport(Library)]
    public static partial LlamaContextParams llama_context_default_params();

    // LLAMA_API struct llama_model * llama_model_load_from_file(
    //     const char * path_model, struct llama_model_params params);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ModelHandle llama_model_load_from_file(string path_model, LlamaModelParams parameters);

    // LLAMA_API void llama_model_free(struct llama_model * model);
    [LibraryImport(Library)]
    public static partial void llama_model_free(nint model);

    // LLAMA_API struct llama_context * llama_init_from_model(
    //     struct llama_model * model, struct llama_context_params params);
    [LibraryImport(Library)]
    public static partial ContextHandle llama_init_from_model(ModelHandle model, LlamaContextParams parameters);

    // LLAMA_API void llama_free(struct llama_context * ctx);
    [LibraryImport(Library)]
    public static partial void llama_free(nint ctx);

    // LLAMA_API void llama_attach_threadpool(
    //     struct llama_context * ctx, ggml_threadpool_t threadpool, ggml_threadpool_t threadpool_batch);
    [LibraryImport(Library)]
    public static partial void llama_attach_threadpool(
        ContextHandle ctx, ThreadpoolHandle threadpool, ThreadpoolHandle threadpool_batch);

    // LLAMA_API llama_memory_t llama_get_memory(const struct llama_context * ctx);
    [LibraryImport(Library)]
    public static partial nint llama_get_memory(ContextHandle ctx);

    // LLAMA_API const struct llama_vocab * llama_model_get_vocab(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial VocabularyHandle llama_model_get_vocab(ModelHandle model);

    // LLAMA_API int32_t llama_model_n_ctx_train(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial int llama_model_n_ctx_train(ModelHandle model);

    // LLAMA_API uint64_t llama_model_n_params(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial ulong llama_model_n_params(ModelHandle model);

    // LLAMA_API bool llama_model_has_encoder(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial byte llama_model_has_encoder(ModelHandle model);

    // LLAMA_API bool llama_model_has_decoder(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial byte llama_model_has_decoder(ModelHandle model);

    // LLAMA_API const char * llama_model_chat_template(const struct llama_model * model, const char * name);
    [LibraryImport(Library)]
    public static partial byte* llama_model_chat_template(ModelHandle model, byte* name);

    // LLAMA_API int32_t llama_vocab_n_tokens(const struct llama_vocab * vocab);
    [LibraryImport(Library)]
    public static partial int llama_vocab_n_tokens(VocabularyHandle vocab);

    // LLAMA_API bool llama_vocab_is_eog(const struct llama_vocab * vocab, llama_token token);
    [LibraryImport(Library)]
    public static partial byte llama_vocab_is_eog(VocabularyHandle vocab, int token);

    // LLAMA_API llama_token llama_vocab_bos(const struct llama_vocab * vocab);
    [LibraryImport(Library)]
    public static partial int llama_vocab_bos(VocabularyHandle vocab);

    // LLAMA_API llama_token llama_vocab_eos(const struct llama_vocab * vocab);
    [LibraryImport(Library)]
    public static partial int llama_vocab_eos(VocabularyHandle vocab);

    // LLAMA_API bool llama_vocab_get_add_bos(const struct llama_vocab * vocab);
    [LibraryImport(Library)]
    public static partial byte llama_vocab_get_add_bos(VocabularyHandle vocab);

    // LLAMA_API bool llama_vocab_get_add_eos(const struct llama_vocab * vocab);
    [LibraryImport(Library)]
    public static partial byte llama_vocab_get_add_eos(VocabularyHandle vocab);

    // LLAMA_API int32_t llama_tokenize(const struct llama_vocab * vocab, const char * text, int32_t text_len,
    //     llama_token * tokens, int32_t n_tokens_max, bool add_special, bool parse_special);
    [LibraryImport(Library)]
    public static partial int llama_tokenize(
        VocabularyHandle vocab,
        byte* text,
        int text_len,
        int* tokens,
        int n_tokens_max,
        byte add_special,
        byte parse_special);

    // LLAMA_API int32_t llama_token_to_piece(const struct llama_vocab * vocab, llama_token token, char * buf,
    //     int32_t length, int32_t lstrip, bool special);
    [LibraryImport(Library)]
    public static partial int llama_token_to_piece(
        VocabularyHandle vocab, int token, byte* buf, int length, int lstrip, byte special);

    // LLAMA_API int32_t llama_chat_apply_template(const char * tmpl, const struct llama_chat_message * chat,
    //     size_t n_msg, bool add_ass, char * buf, int32_t length);
    [LibraryImport(Library)]
    public static partial int llama_chat_apply_template(
        byte* tmpl, LlamaChatMessage* chat, nuint n_msg, byte add_ass, byte* buf, int length);

    // LLAMA_API void llama_memory_clear(llama_memory_t mem, bool data);
    [LibraryImport(Library)]
    public static partial void llama_memory_clear(nint mem, byte data);

    // LLAMA_API bool llama_memory_seq_rm(llama_memory_t mem, llama_seq_id seq_id, llama_pos p0, llama_pos p1);
    [LibraryImport(Library)]
    public static partial byte llama_memory_seq_rm(nint mem, int seq_id, int p0, int p1);

    // LLAMA_API void llama_memory_seq_cp(llama_memory_t mem, llama_seq_id seq_id_src, llama_seq_id seq_id_dst,
    //     llama_pos p0, llama_pos p1);
    [LibraryImport(Library)]
    public static partial void llama_memory_seq_cp(nint mem, int seq_id_src, int seq_id_dst, int p0, int p1);

    // LLAMA_API uint32_t llama_n_ctx(const struct llama_context * ctx);
    [LibraryImport(Library)]
    public static partial uint llama_n_ctx(ContextHandle ctx);

    // LLAMA_API uint32_t llama_n_batch(const struct llama_context * ctx);
    [LibraryImport(Library)]
    public static partial uint llama_n_batch(ContextHandle ctx);

    // LLAMA_API bool llama_model_is_recurrent(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial byte llama_model_is_recurrent(ModelHandle model);

    // LLAMA_API bool llama_model_is_hybrid(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial byte llama_model_is_hybrid(ModelHandle model);

    // LLAMA_API int32_t llama_decode(struct llama_context * ctx, struct llama_batch batch);
    [LibraryImport(Library)]
    public static partial DecodeStatus llama_decode(ContextHandle ctx, LlamaBatch batch);

    // LLAMA_API float * llama_get_logits_ith(struct llama_context * ctx, int32_t i);
    [LibraryImport(Library)]
    public static partial float* llama_get_logits_ith(ContextHandle ctx, int i);

    // LLAMA_API struct llama_sampler * llama_sampler_init_grammar(
    //     const struct llama_vocab * vocab, const char * grammar_str, const char * grammar_root);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial GrammarHandle llama_sampler_init_grammar(
        VocabularyHandle vocab, string grammar_str, string grammar_root);

    // LLAMA_API void llama_sampler_accept(struct llama_sampler * smpl, llama_token token);
    [LibraryImport(Library)]
    public static partial void llama_sampler_accept(GrammarHandle smpl, int token);

    // LLAMA_API void llama_sampler_apply(struct llama_sampler * smpl, llama_token_data_array * cur_p);
    [LibraryImport(Library)]
    public static partial void llama_sampler_apply(GrammarHandle smpl, LlamaTokenDataArray* cur_p);

    // LLAMA_API struct llama_sampler * llama_sampler_clone(const struct llama_sampler * smpl);
    [LibraryImport(Library)]
    public static partial GrammarHandle llama_sampler_clone(GrammarHandle smpl);

    // LLAMA_API void llama_sampler_free(struct llama_sampler * smpl);
    [LibraryImport(Library)]
    public static partial void llama_sampler_free(nint smpl);

    // LLAMA_API size_t llama_state_seq_get_size(struct llama_context * ctx, llama_seq_id seq_id);
    [LibraryImport(Library)]
    public static partial nuint llama_state_seq_get_size(ContextHandle ctx, int seq_id);

    // LLAMA_API size_t llama_state_seq_get_data(struct llama_context * ctx, uint8_t * dst, size_t size,
    //     llama_seq_id seq_id);
    [LibraryImport(Library)]
    public static partial nuint llama_state_seq_get_data(ContextHandle ctx, byte* dst, nuint size, int seq_id);

    // LLAMA_API size_t llama_state_seq_set_data(struct llama_context * ctx, const uint8_t * src, size_t size,
    //     llama_seq_id dest_seq_id);
    [LibraryImport(Library)]
    public static partial nuint llama_state_seq_set_data(ContextHandle ctx, byte* src, nuint size, int dest_seq_id);

    // LLAMA_API struct llama_adapter_lora * llama_adapter_lora_init(struct llama_model * model, const char * path_lora);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial AdapterHandle llama_adapter_lora_init(ModelHandle model, string path_lora);

    // LLAMA_API void llama_adapter_lora_free(struct llama_adapter_lora * adapter);
    [LibraryImport(Library)]
    public static partial void llama_adapter_lora_free(nint adapter);

    // LLAMA_API int32_t llama_set_adapters_lora(struct llama_context * ctx, struct llama_adapter_lora ** adapters,
    //     size_t n_adapters, float * scales);
    [LibraryImport(Library)]
    public static partial int llama_set_adapters_lora(ContextHandle ctx, nint* adapters, nuint n_adapters, float* scales);

    // LLAMA_API enum llama_pooling_type llama_pooling_type(const struct llama_context * ctx);
    [LibraryImport(Library)]
    public static partial int llama_pooling_type(ContextHandle ctx);

    // LLAMA_API int32_t llama_model_n_embd_out(const struct llama_model * model);
    [LibraryImport(Library)]
    public static partial int llama_model_n_embd_out(ModelHandle model);

    // LLAMA_API int32_t llama_encode(struct llama_context * ctx, struct llama_batch batch);
    [LibraryImport(Library)]
    public static partial DecodeStatus llama_encode(ContextHandle ctx, LlamaBatch batch);

    // LLAMA_API float * llama_get_embeddings_seq(struct llama_context * ctx, llama_seq_id seq_id);
    [LibraryImport(Library)]
    public static partial float* llama_get_embeddings_seq(ContextHandle ctx, int seq_id);
}
