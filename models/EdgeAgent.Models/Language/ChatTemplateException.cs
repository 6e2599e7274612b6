namespace EdgeAgent.Models.Language;

/// <summary>A conversation for a model that has no chat template, or one that the runtime does not know.</summary>
/// <remarks>Refused, because a wrong prompt gives wrong answers without a word. The model still continues plain text.</remarks>
public sealed class ChatTemplateException(string message) : InferenceException(message);
