namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Names of metadata entries that this project reads or writes (gguf specification, llama-arch.cpp).</summary>
internal static class GgufKeys
{
    public const string Architecture = "general.architecture";
    public const string Name = "general.name";
    public const string FileType = "general.file_type";
    public const string QuantizationVersion = "general.quantization_version";
    public const string Tokenizer = "tokenizer.ggml.model";
    public const string Tokens = "tokenizer.ggml.tokens";
    public const string Scores = "tokenizer.ggml.scores";
    public const string TokenTypes = "tokenizer.ggml.token_type";
    public const string ChatTemplate = "tokenizer.chat_template";
    public const string ContextLength = "context_length";
    public const string OriginalContextLength = "rope.scaling.original_context_length";
    public const string EmbeddingLength = "embedding_length";
    public const string BlockCount = "block_count";
    public const string FeedForwardLength = "feed_forward_length";
    public const string HeadCount = "attention.head_count";
    public const string HeadCountKv = "attention.head_count_kv";
    public const string KeyLength = "attention.key_length";
    public const string ValueLength = "attention.value_length";
    public const string ExpertCount = "expert_count";
    public const string ExpertGroupCount = "expert_group_count";
    public const string ExpertGroupUsedCount = "expert_group_used_count";
    public const string PredictLayers = "nextn_predict_layers";
    public const string ExpertUsedCount = "expert_used_count";
}
