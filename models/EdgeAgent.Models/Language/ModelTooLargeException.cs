namespace EdgeAgent.Models.Language;

/// <summary>A model that does not fit the memory that is there; the text has the numbers and what would fit.</summary>
public sealed class ModelTooLargeException(string message) : InferenceException(message);
