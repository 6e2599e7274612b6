namespace EdgeAgent.Models.Gguf;

/// <summary>Event ids of the models' runtimes, 3000 to 3099; append only.</summary>
internal static class GgufEventIds
{
    public const int NativeLine = 3000;
    public const int ModelLoaded = 3001;
    public const int EngineFailed = 3002;
    public const int BeginningsNotKept = 3003;
}
