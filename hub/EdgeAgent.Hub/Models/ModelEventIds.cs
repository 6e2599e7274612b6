namespace EdgeAgent.Hub.Models;

/// <summary>Event ids of models, 2240 to 2259; append only.</summary>
internal static class ModelEventIds
{
    public const int Serving = 2240;
    public const int ServingRandom = 2241;
}
