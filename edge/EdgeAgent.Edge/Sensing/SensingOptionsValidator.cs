using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Checks <see cref="SensingOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class SensingOptionsValidator : IValidateOptions<SensingOptions>;
