using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>The hub's signed word that a device belongs to the home (typed data <c>DeviceDescriptor</c>).</summary>
/// <param name="HomeId">The home.</param>
/// <param name="Device">The device.</param>
/// <param name="Permissions">Bits: 1 work, 2 report, 4 trade.</param>
/// <param name="NotBefore">Unix seconds.</param>
/// <param name="NotAfter">Unix seconds.</param>
public sealed record DeviceDescriptor(
    Bytes32 HomeId,
    Address Device,
    uint Permissions,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong NotBefore,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong NotAfter);
