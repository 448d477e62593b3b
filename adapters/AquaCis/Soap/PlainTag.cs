namespace Strangler.AquaCis.Soap;

internal enum PlainTag
{
    Start,
    End,

    /// <summary>Opened and closed at once.</summary>
    Empty,

    /// <summary>Not plain, or not XML: somebody else decides.</summary>
    Unusual,
}
