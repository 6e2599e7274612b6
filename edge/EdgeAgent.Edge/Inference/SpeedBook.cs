using EdgeAgent.Models;

namespace EdgeAgent.Edge.Inference;

/// <summary>How fast this device generates with each model.</summary>
internal sealed class SpeedBook
{
    /// <summary>Weight of a new measurement.</summary>
    private const double Share = 0.3;

    /// <summary>Shorter answers say more about the clock than about the model.</summary>
    private const int LeastTokens = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<ModelDigest, double> _tokensPerSecond = []; // one a model in the store

    /// <summary>Adds one measurement of one stream.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">Tokens behind the first.</param>
    /// <param name="elapsed">From the first token to the last.</param>
    public void Add(ModelDigest model, int tokens, TimeSpan elapsed)
    {
        if (tokens < LeastTokens || elapsed <= TimeSpan.Zero)
        {
            return;
        }
        var speed = tokens / elapsed.TotalSeconds;
        lock (_gate)
        {
            _tokensPerSecond[model] = _tokensPerSecond.TryGetValue(model, out var old)
                ? old + (Share * (speed - old))
                : speed;
        }
    }

    /// <summary>Tokens a second of one stream; null before the first measurement.</summary>
    public double? Find(ModelDigest model)
    {
        lock (_gate)
        {
            return _tokensPerSecond.TryGetValue(model, out var speed) ? Math.Round(speed, 2) : null;
        }
    }
}
