namespace EdgeAgent.Models.Home;

/// <summary>What a call asks for. The lower-case name is its first word in the model's text.</summary>
public enum HomeVerb
{
    /// <summary>Switch on, start.</summary>
    On,

    /// <summary>Switch off, stop, dock.</summary>
    Off,

    /// <summary>The other of on and off.</summary>
    Toggle,

    /// <summary>Open a cover or valve.</summary>
    Open,

    /// <summary>Close a cover or valve.</summary>
    Close,

    /// <summary>Stop a moving cover.</summary>
    Stop,

    /// <summary>Lock.</summary>
    Lock,

    /// <summary>Unlock.</summary>
    Unlock,

    /// <summary>Set to a level: percent, degrees for heaters.</summary>
    Set,

    /// <summary>More: brighter, warmer, louder, faster; optionally by an amount.</summary>
    Up,

    /// <summary>Less.</summary>
    Down,

    /// <summary>Colour of a light.</summary>
    Color,

    /// <summary>Start a scene.</summary>
    Scene,

    /// <summary>Kitchen timer: a duration, <c>cancel</c> or <c>left</c>.</summary>
    Timer,

    /// <summary>Tell a value or state.</summary>
    Read,

    /// <summary>Yes or no: a state or a threshold.</summary>
    Check,

    /// <summary>Two values against each other.</summary>
    Compare,

    /// <summary>Where a quantity is highest.</summary>
    Max,

    /// <summary>Where a quantity is lowest.</summary>
    Min,

    /// <summary>Mean of a quantity.</summary>
    Avg,

    /// <summary>Rising or falling.</summary>
    Trend,

    /// <summary>Which entries there are, or are in a state.</summary>
    List,

    /// <summary>How many are in a state.</summary>
    Count,

    /// <summary>When something was last in a state.</summary>
    Last,

    /// <summary>Which scenes there are.</summary>
    Scenes,

    /// <summary>Declined: no tool for it; the value names the field.</summary>
    No,

    /// <summary>A short polite answer; the value names which.</summary>
    Say,
}
