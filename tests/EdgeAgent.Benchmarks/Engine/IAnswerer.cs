namespace EdgeAgent.Benchmarks.Engine;

/// <summary>One of the two sides of a comparison.</summary>
internal interface IAnswerer : IAsyncDisposable
{
    /// <summary>Resident memory of its process, bytes.</summary>
    long ResidentBytes { get; }

    /// <summary>Answers greedily; gives the number of new tokens each time some have come.</summary>
    IAsyncEnumerable<int> AnswerAsync(string prompt, int tokens, CancellationToken cancellationToken);
}
