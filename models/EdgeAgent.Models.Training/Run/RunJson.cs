using System.Text.Json.Serialization;
using EdgeAgent.Models.Training.Evaluate;

namespace EdgeAgent.Models.Training.Run;

/// <summary>JSON of the run's folder.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunOptions))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(SpeedScore))]
internal sealed partial class RunJson : JsonSerializerContext;
