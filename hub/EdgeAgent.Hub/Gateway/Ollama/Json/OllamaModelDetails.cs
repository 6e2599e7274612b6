namespace EdgeAgent.Hub.Gateway.Ollama.Json;

/// <summary>What kind of model it is.</summary>
internal sealed record OllamaModelDetails(
    string ParentModel,
    string Format,
    string Family,
    IReadOnlyList<string> Families,
    string ParameterSize,
    string QuantizationLevel);
