using System.Text;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Turns a request into tokens and refuses what cannot be run, before it takes a place in line.</summary>
internal sealed class PromptEncoder(Tokenizer tokenizer, ChatTemplate template, int contextTokens)
{
    /// <exception cref="InvalidRequestException">The request's parameters are out of range.</exception>
    /// <exception cref="ChatTemplateException">A conversation that the model has no known template for.</exception>
    /// <exception cref="PromptTooLongException">
    /// Prompt, resumed tokens and one new token do not fit the context.
    /// </exception>
    public int[] Encode(GenerationRequest request)
    {
        Check(request.Validate(), request.Resume);
        var prompt = EncodeText(request.Prompt);
        var length = prompt.Length + request.Resume.Count;
        return length < contextTokens ? prompt : throw new PromptTooLongException(length, contextTokens);
    }

    /// <summary>The prompt of a claimed answer.</summary>
    /// <exception cref="InvalidRequestException">The request's parameters are out of range.</exception>
    /// <exception cref="ChatTemplateException">A conversation that the model has no known template for.</exception>
    /// <exception cref="PromptTooLongException">Prompt and continuation do not fit the context.</exception>
    public int[] Encode(ScoreRequest request)
    {
        Check(request.Validate(), request.Continuation);
        var prompt = EncodeText(request.Prompt);
        var length = prompt.Length + request.Continuation.Count;
        return length <= contextTokens ? prompt : throw new PromptTooLongException(length, contextTokens);
    }

    private void Check(RequestCheckOutcome outcome, IReadOnlyList<int> tokens)
    {
        if (outcome is RequestCheckOutcome.Faulty faulty)
        {
            throw new InvalidRequestException(faulty.Faults);
        }
        foreach (var token in tokens)
        {
            if (token < 0 || token >= tokenizer.Count)
            {
                throw new InvalidRequestException(
                    $"The token {token} is not in a vocabulary of {tokenizer.Count}.");
            }
        }
    }

    private int[] EncodeText(GenerationPrompt prompt)
    {
        var text = prompt switch
        {
            GenerationPrompt.Chat chat => RenderWithinLimit(chat),
            GenerationPrompt.Text plain => plain.Value,
            _ => throw new InvalidRequestException("The prompt is of no known kind."),
        };
        CheckLength(Encoding.UTF8.GetByteCount(text));
        var tokens = tokenizer.Encode(text);
        if (tokens.Length > 0)
        {
            return tokens;
        }
        return tokenizer.Begin is { } begin
            ? [begin]
            : throw new InvalidRequestException("The prompt is empty, and this model has no token to begin with.");
    }

    private string RenderWithinLimit(GenerationPrompt.Chat chat)
    {
        CheckLength(chat.Messages.Sum(static message => (long)message.Role.Length + message.Content.Length));
        return template.Render(chat.Messages);
    }

    private static void CheckLength(long bytes)
    {
        if (bytes > EngineLimits.MaxPromptBytes)
        {
            throw new InvalidRequestException(
                $"The prompt has {bytes} bytes; at most {EngineLimits.MaxPromptBytes} are taken.");
        }
    }
}
