using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Market;

/// <summary>Checks <see cref="MarketOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class MarketOptionsValidator : IValidateOptions<MarketOptions>;
