using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Pairing;

/// <summary>A printed secret that the hub knows before its device comes.</summary>
/// <param name="Enrolment">Names it.</param>
/// <param name="Text">The secret, <c>EA1:…</c>; never shown again.</param>
/// <param name="AddedAt">When a person or a flashing tool handed it over.</param>
internal sealed record KnownSecret(EnrolmentId Enrolment, string Text, DateTimeOffset AddedAt)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => $"printed secret {Enrolment}";
}
