namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>A printed secret that the hub waits for; the secret itself is never shown.</summary>
/// <param name="Enrolment">Names it.</param>
/// <param name="AddedAt">When it was registered.</param>
/// <param name="AttemptsLeft">0: held, because somebody poses as its card.</param>
internal sealed record SecretBody(string Enrolment, DateTimeOffset AddedAt, int AttemptsLeft);
