using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Images;

namespace EdgeAgent.Provisioning.Commands;

/// <summary>What has been checked before anything is written.</summary>
/// <param name="Image">The stock image.</param>
/// <param name="Settings">What the owner wants.</param>
/// <param name="Payload">The agent.</param>
internal sealed record FlashPreparation(ImageFile Image, DeviceSettings Settings, DevicePayload Payload);
