namespace EdgeAgent.Contracts.V1;

/// <summary>What a point is. Its value is one number; what 0 and 1 mean stands here.</summary>
public enum PointKind
{
    /// <summary>A lamp; 0 is off, the top of its range is fully on.</summary>
    Light,

    /// <summary>A plug or relay; 0 off, 1 on.</summary>
    Switch,

    /// <summary>A blind, shutter or gate; percent, 0 closed, 100 open.</summary>
    Cover,

    /// <summary>A door lock; 1 locked, 0 unlocked.</summary>
    Lock,

    /// <summary>A heater or thermostat; target temperature, °C, or 0 and 1.</summary>
    Heater,

    /// <summary>A fan; percent, or 0 and 1.</summary>
    Fan,

    /// <summary>A speaker, radio or television; volume in percent, 0 off.</summary>
    Speaker,

    /// <summary>A robot that cleans or mows; 1 works, 0 goes home.</summary>
    Vacuum,

    /// <summary>A water or gas valve; 0 closed, 1 open.</summary>
    Valve,

    /// <summary>A contact on a door; 1 open, 0 closed.</summary>
    Door,

    /// <summary>A contact on a window; 1 open, 0 closed.</summary>
    Window,

    /// <summary>Any other contact or button; 1 active.</summary>
    Contact,

    /// <summary>A motion or presence detector; 1 somebody is there.</summary>
    Motion,

    /// <summary>A water leak detector; 1 wet.</summary>
    Leak,

    /// <summary>A smoke detector; 1 smoke.</summary>
    Smoke,

    /// <summary>Something is wrong with the device; 1 wrong.</summary>
    Problem,

    /// <summary>°C.</summary>
    Temperature,

    /// <summary>Relative humidity, percent.</summary>
    Humidity,

    /// <summary>Carbon dioxide, parts per million.</summary>
    Co2,

    /// <summary>Electric power, watts.</summary>
    Power,

    /// <summary>Electric energy, kilowatt hours; counts up.</summary>
    Energy,

    /// <summary>Voltage, volts.</summary>
    Voltage,

    /// <summary>Current, amperes.</summary>
    Current,

    /// <summary>Battery charge, percent.</summary>
    Battery,

    /// <summary>Illuminance, lux.</summary>
    Brightness,

    /// <summary>Sound level, decibels.</summary>
    Noise,

    /// <summary>Pressure, hectopascals.</summary>
    Pressure,

    /// <summary>Soil or material moisture, percent.</summary>
    Moisture,

    /// <summary>Fine dust, micrograms a cubic metre.</summary>
    Dust,

    /// <summary>Fill level, percent.</summary>
    Level,

    /// <summary>Rotation, revolutions a minute.</summary>
    Rotation,

    /// <summary>Events counted since the start; counts up.</summary>
    Count,

    /// <summary>An amount of data, bytes.</summary>
    Data,

    /// <summary>A length of time, in the point's unit.</summary>
    Duration,

    /// <summary>Any other number, in the point's unit.</summary>
    Number,
}
