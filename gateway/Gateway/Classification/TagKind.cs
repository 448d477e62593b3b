namespace Strangler.Gateway.Classification;

internal enum TagKind
{
    Start,
    End,

    /// <summary>Opened and closed at once.</summary>
    Empty,

    /// <summary>The bytes end before the next tag does.</summary>
    NeedMore,

    Dtd,
    Malformed,
}
