using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Connection;

/// <summary>Checks <see cref="ConnectionOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class ConnectionOptionsValidator : IValidateOptions<ConnectionOptions>;
