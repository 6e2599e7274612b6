using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Service;

/// <summary>Checks <see cref="LogOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;
