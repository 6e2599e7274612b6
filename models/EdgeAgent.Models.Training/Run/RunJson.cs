using System.Text.Json.Serialization;

namespace EdgeAgent.Models.Training.Run;

/// <summary>JSON of the run's folder.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunOptions))]
internal sealed partial class RunJson : JsonSerializerContext;
