using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Models;

/// <summary>Checks <see cref="ModelStoreOptions"/>; generated from its attributes.</summary>
[OptionsValidator]
internal sealed partial class ModelStoreOptionsValidator : IValidateOptions<ModelStoreOptions>;
