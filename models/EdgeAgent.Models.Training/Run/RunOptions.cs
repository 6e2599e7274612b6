using EdgeAgent.Models.Training.Corpus;

namespace EdgeAgent.Models.Training.Run;

/// <summary>The recipe of one training run; kept in the run's folder.</summary>
internal sealed record RunOptions
{
    /// <summary>Names all random numbers of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Merges of the tokenizer; with 259 other tokens a multiple of 32.</summary>
    public int Merges { get; init; } = 1277;

    /// <summary>Homes that the tokenizer is learnt from.</summary>
    public int TokenizerHomes { get; init; } = 1500;

    /// <summary>Floats of the residual stream.</summary>
    public int Width { get; init; } = 192;

    /// <summary>Blocks.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Inner width of the feed-forward part.</summary>
    public int FeedForward { get; init; } = 512;

    /// <summary>Tokens of context that the file promises.</summary>
    public int Context { get; init; } = 2048;

    /// <summary>Sequences of one step; each has its own gradient, so the result does not depend on threads.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>True to go on from the first release's weights and tokenizer; false to begin with nothing.</summary>
    public bool FromFirstRelease { get; init; } = true;

    /// <summary>Tokens of the whole run.</summary>
    public long Tokens { get; init; } = 5_000_000;

    /// <summary>Share of the optimizer's peak rates; below 1 where weights are gone on from.</summary>
    public double PeakShare { get; init; } = 0.5;

    /// <summary>Share of the run, at its end, in which the learning rate falls to zero.</summary>
    public double DecayShare { get; init; } = 0.4;

    /// <summary>Steps in which the learning rate rises.</summary>
    public int WarmupSteps { get; init; } = 50;

    /// <summary>Entries of the largest home at first.</summary>
    public int FirstItems { get; init; } = 20;

    /// <summary>Entries of the largest home in the end.</summary>
    public int LastItems { get; init; } = 34;

    /// <summary>Tokens after which homes have their last size.</summary>
    public long GrowthTokens { get; init; } = 1_000_000;

    /// <summary>Steps between looks at the development sets.</summary>
    public int EvaluateEvery { get; init; } = 250;

    /// <summary>Homes of each development set.</summary>
    public int DevelopmentHomes { get; init; } = 12;

    /// <summary>Largest sequence.</summary>
    public SequenceLimits Limits { get; init; } = new(Tokens: 1100, System: 400, Turn: 96, Turns: 24);

    /// <summary>A run of minutes, for tests: everything small.</summary>
    public static RunOptions Short { get; } = new()
    {
        FromFirstRelease = false,
        PeakShare = 1,
        DecayShare = 0.25,
        Merges = 285,
        TokenizerHomes = 40,
        Width = 64,
        Layers = 2,
        FeedForward = 128,
        Tokens = 150_000,
        WarmupSteps = 10,
        FirstItems = 4,
        LastItems = 6,
        GrowthTokens = 50_000,
        EvaluateEvery = 50,
        DevelopmentHomes = 2,
        Limits = new SequenceLimits(Tokens: 700, System: 300, Turn: 128, Turns: 8),
    };
}
