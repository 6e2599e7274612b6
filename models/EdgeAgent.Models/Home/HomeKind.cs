namespace EdgeAgent.Models.Home;

/// <summary>What an entry of a home is: first what acts, then what is open or not, then what measures a quantity.</summary>
public enum HomeKind
{
    /// <summary>A lamp; level in percent, colour.</summary>
    Light,

    /// <summary>A plug or relay.</summary>
    Switch,

    /// <summary>A blind, shutter, curtain, awning or gate; position in percent, 100 is open.</summary>
    Cover,

    /// <summary>A door lock.</summary>
    Lock,

    /// <summary>A heater, radiator or thermostat; target temperature in degrees.</summary>
    Heater,

    /// <summary>A fan or air cleaner; speed in percent.</summary>
    Fan,

    /// <summary>A speaker, radio or television; volume in percent.</summary>
    Speaker,

    /// <summary>A robot that cleans or mows.</summary>
    Vacuum,

    /// <summary>A water or gas valve, a sprinkler.</summary>
    Valve,

    /// <summary>A contact that tells whether a door is open.</summary>
    Door,

    /// <summary>A contact that tells whether a window is open.</summary>
    Window,

    /// <summary>A motion or presence detector.</summary>
    Motion,

    /// <summary>A water leak detector.</summary>
    Leak,

    /// <summary>A smoke detector.</summary>
    Smoke,

    /// <summary>Degrees Celsius.</summary>
    Temperature,

    /// <summary>Relative humidity, percent.</summary>
    Humidity,

    /// <summary>Carbon dioxide, parts per million.</summary>
    Co2,

    /// <summary>Electric power, watts.</summary>
    Power,

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

    /// <summary>Fill level of a tank, percent.</summary>
    Level,
}
