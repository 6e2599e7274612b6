using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Actuating;

/// <summary>Checks <see cref="ActuatingOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class ActuatingOptionsValidator : IValidateOptions<ActuatingOptions>;
