using System.Xml;

namespace Strangler.Parity.Reading;

/// <summary>
/// Readers of one thread share the names they have met, which is a good part of what opening one costs. Names are
/// forgotten after a while: answers choose them.
/// </summary>
internal static class NameTables
{
    private const int Longest = 500;
    private const int Uses = 500;

    [ThreadStatic]
    private static XmlReaderSettings? _settings;

    [ThreadStatic]
    private static int _uses;

    /// <summary>No entity, no document type, nothing fetched from anywhere.</summary>
    public static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), _settings ??= New());

    /// <summary>Tells how many elements were read with the names of this thread.</summary>
    public static void Count(int elements)
    {
        if (elements > Longest || ++_uses > Uses)
        {
            Forget();
        }
    }

    public static void Forget() => (_settings, _uses) = (null, 0);

    private static XmlReaderSettings New() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        NameTable = new NameTable(),
    };
}
