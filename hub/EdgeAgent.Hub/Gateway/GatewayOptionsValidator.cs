using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Checks <see cref="GatewayOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
