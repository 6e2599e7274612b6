using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Reads what a program shows to people.</summary>
internal static class Screen
{
    /// <summary>Waits for a line that contains the text.</summary>
    public static async Task<string> LineAsync(this ChildProcess process, string text, CancellationToken cancellationToken) =>
        await Eventually.GetAsync(
            $"'{text}' from {process}",
            () => Task.FromResult(process.Output.Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal))),
            cancellationToken,
            TimeSpan.FromMinutes(2));

    /// <summary>Waits for what stands behind a label.</summary>
    public static async Task<string> ValueAsync(this ChildProcess process, string label, CancellationToken cancellationToken) =>
        (await process.LineAsync(label, cancellationToken)).Split(label)[1].Trim();
}
