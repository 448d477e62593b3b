namespace Strangler.Parity.Reading;

/// <summary>What reading one side's answer came to.</summary>
internal abstract record AnswerRead
{
    private AnswerRead()
    {
    }

    /// <param name="Root">The envelope.</param>
    /// <param name="Contradiction">
    /// How the bytes are not what the Content-Type says of them; null where they are.
    /// </param>
    public sealed record Envelope(Element Root, string? Contradiction) : AnswerRead
    {
        public Element? Header => Child("Header");

        public Element? Body => Child("Body");

        private Element? Child(string name)
        {
            foreach (Element child in Root.Children)
            {
                if (child.Name == name && child.Namespace == Root.Namespace)
                {
                    return child;
                }
            }

            return null;
        }
    }

    /// <param name="Why">One of few fixed texts, for they are counted.</param>
    public sealed record Unreadable(string Why) : AnswerRead;
}
