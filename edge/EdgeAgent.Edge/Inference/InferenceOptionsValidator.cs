using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Inference;

/// <summary>Checks <see cref="InferenceOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
