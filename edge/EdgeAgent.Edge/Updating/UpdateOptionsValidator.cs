using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Updating;

/// <summary>Checks <see cref="UpdateOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class UpdateOptionsValidator : IValidateOptions<UpdateOptions>;
