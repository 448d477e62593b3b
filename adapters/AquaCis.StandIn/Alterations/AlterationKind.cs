namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>In what an answer can be made to differ from what it should be.</summary>
internal enum AlterationKind
{
    /// <summary>Another text in an element.</summary>
    Value,

    /// <summary>An element left out.</summary>
    Drop,

    /// <summary>Two siblings in each other's place.</summary>
    Swap,

    /// <summary>One more element at the end of another.</summary>
    Add,

    /// <summary>xsi:nil in place of what an element says.</summary>
    Nil,

    /// <summary>An empty element in place of what it says.</summary>
    Empty,

    /// <summary>Another error code, in every place of the answer that says one.</summary>
    ErrorCode,

    /// <summary>A fault instead of the answer.</summary>
    Fault,

    /// <summary>The same characters in another encoding.</summary>
    Encoding,
}
