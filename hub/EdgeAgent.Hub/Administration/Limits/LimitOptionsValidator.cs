using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration.Limits;

/// <summary>Checks the ranges that stand on <see cref="LimitOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LimitOptionsValidator : IValidateOptions<LimitOptions>;
