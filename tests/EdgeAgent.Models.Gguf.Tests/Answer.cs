using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests;

/// <summary>A whole answer, put together from its pieces.</summary>
internal sealed record Answer(
    string Text, IReadOnlyList<int> Tokens, IReadOnlyList<int> CutTokens, int PromptTokens, FinishReason Finish)
{
    public IReadOnlyList<TokenLogProbabilities> LogProbabilities { get; init; } = [];

    public int ReusedTokens { get; init; }

    public static async Task<Answer> OfAsync(ILanguageModel model, GenerationRequest request)
    {
        var pieces = new List<GeneratedPiece>();
        await foreach (var piece in model.GenerateAsync(request, TestContext.Current.CancellationToken))
        {
            pieces.Add(piece);
        }
        Assert.All(pieces.SkipLast(1), piece => Assert.Null(piece.Finish));
        return new Answer(
            string.Concat(pieces.Select(piece => piece.Text)),
            [.. pieces.SelectMany(piece => piece.Tokens)],
            pieces[^1].CutTokens,
            pieces[^1].PromptTokens,
            Assert.NotNull(pieces[^1].Finish))
        {
            ReusedTokens = pieces[^1].ReusedTokens,
            LogProbabilities = [.. pieces.SelectMany(piece => piece.LogProbabilities)],
        };
    }
}
