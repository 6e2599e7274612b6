using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Checks <see cref="TelemetryOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
