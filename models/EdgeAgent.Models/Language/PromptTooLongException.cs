namespace EdgeAgent.Models.Language;

/// <summary>A prompt that does not fit the model's context.</summary>
/// <param name="promptTokens">Tokens of prompt and resumed answer.</param>
/// <param name="contextTokens">Tokens that the context holds; one must stay free for the answer.</param>
public sealed class PromptTooLongException(int promptTokens, int contextTokens)
    : InferenceException(
        $"The prompt has {promptTokens} tokens; this model's context holds {contextTokens}, one of them for the answer.")
{
    /// <summary>Tokens of prompt and resumed answer.</summary>
    public int PromptTokens { get; } = promptTokens;

    /// <summary>Tokens that the context holds.</summary>
    public int ContextTokens { get; } = contextTokens;
}
