using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Checks <see cref="ReportingOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class ReportingOptionsValidator : IValidateOptions<ReportingOptions>;
