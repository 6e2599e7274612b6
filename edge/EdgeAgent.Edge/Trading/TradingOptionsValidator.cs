using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Trading;

/// <summary>Checks <see cref="TradingOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TradingOptionsValidator : IValidateOptions<TradingOptions>;
