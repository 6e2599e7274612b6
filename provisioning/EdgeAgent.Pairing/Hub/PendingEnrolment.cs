using System.Net;
using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Hub;

/// <summary>One enrolment as a person sees it.</summary>
/// <param name="Key">Names it in every call; the digest of the device's hello.</param>
/// <param name="Name">The short name that the device shows too.</param>
/// <param name="Enrolment">The secret that it names.</param>
/// <param name="Hardware">What the device says it is; not to be believed.</param>
/// <param name="Address">Where its hello came from.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsPrinted">Needs a printed secret, not a code.</param>
/// <param name="AttemptsLeft">Before the hub refuses.</param>
/// <param name="IsContested">Another enrolment bears the same name or the same secret's id: one of the two is not what it says.</param>
/// <param name="Age">Since its first hello.</param>
/// <param name="Device">Its account, once it has proved itself.</param>
/// <param name="Fingerprint">To compare with the device's screen, once it has proved itself.</param>
public sealed record PendingEnrolment(
    Bytes32 Key,
    string Name,
    EnrolmentId Enrolment,
    string Hardware,
    IPAddress Address,
    EnrolmentState State,
    bool IsPrinted,
    int AttemptsLeft,
    bool IsContested,
    TimeSpan Age,
    Address? Device,
    string? Fingerprint);
