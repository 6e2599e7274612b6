using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Checks the ranges that stand on <see cref="HubOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class HubOptionsValidator : IValidateOptions<HubOptions>;
