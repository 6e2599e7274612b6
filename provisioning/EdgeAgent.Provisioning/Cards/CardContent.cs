using EdgeAgent.Provisioning.Customisation;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>What goes onto one card.</summary>
/// <param name="Payload">The agent.</param>
/// <param name="Settings">What the owner wants.</param>
/// <param name="Enrolment">Content of <c>enrol.json</c>.</param>
/// <param name="Instance">Names this flashing; lower-case letters, digits and hyphens.</param>
internal sealed record CardContent(DevicePayload Payload, DeviceSettings Settings, byte[] Enrolment, string Instance);
