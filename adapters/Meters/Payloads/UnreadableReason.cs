namespace Strangler.Meters.Payloads;

/// <summary>Why a payload can't be read; quarantine keeps it by this code until a fix replays it.</summary>
public enum UnreadableReason
{
    /// <summary>No decoder reads this topic.</summary>
    UnknownTopic,

    /// <summary>The topic's device is empty, too long, or not letters, digits and <c>. _ : -</c>.</summary>
    BadDevice,

    /// <summary>More bytes than <see cref="PayloadDecoder.LargestPayload"/>.</summary>
    Oversize,
    BadUtf8,
    BrokenJson,

    /// <summary>A field has another type than it must, or an escape we do not read.</summary>
    WrongShape,
    MissingField,
    DuplicateField,

    /// <summary>Two fields say different things, as litres and m3.</summary>
    Contradiction,

    /// <summary>Negative, or more than <see cref="WaterAmount.MostLitres"/>.</summary>
    OutOfRange,

    /// <summary>No RFC 3339 instant, or one without a zone.</summary>
    BadInstant,

    /// <summary>The body names another device than the topic.</summary>
    WrongDevice,

    /// <summary>More than <see cref="PayloadDecoder.MostReadings"/> in one payload.</summary>
    TooManyReadings,
    BadBase64,

    /// <summary>A radio frame of no known build.</summary>
    UnknownFrame,

    /// <summary>A radio frame of a known build that ends early or says what it can't.</summary>
    BrokenFrame,
}
