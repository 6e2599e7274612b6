namespace EdgeAgent.Models.Language;

/// <summary>An adapter (LoRA) for one request.</summary>
/// <param name="Digest">As <see cref="ILanguageModel.LoadAdapterAsync"/> gave it.</param>
/// <param name="Scale">How strongly it is applied; 1 as it was trained, -16 to 16.</param>
public sealed record AdapterUse(ModelDigest Digest, float Scale = 1)
{
    /// <summary>Largest size of a scale.</summary>
    public const float MaxScale = 16;
}
