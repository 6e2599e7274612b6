using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Checks <see cref="LedgerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LedgerOptionsValidator : IValidateOptions<LedgerOptions>;
