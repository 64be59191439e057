namespace PolicyDsl.Verification.Witnesses;

/// <summary>How much is known of a term.</summary>
internal enum Knowledge
{
    Known,

    /// <summary>A range or alternatives.</summary>
    Partly,
    Unknown,
}

/// <summary>What an assignment says of one term.</summary>
/// <param name="Knowledge">How much is known.</param>
/// <param name="Low">
/// The cell of the least number that it may be; the class of a member, where there is one; how many classes of a set have a member in it; the place of
/// a text among those that it is compared with, -1 for another; 1 for yes and 0 for no.
/// </param>
/// <param name="High">The cell of the greatest number that it may be; otherwise as <paramref name="Low"/>.</param>
internal readonly record struct TermState(Knowledge Knowledge, int Low, int High)
{
    public bool IsKnown => Knowledge == Knowledge.Known;

    public bool IsUnknown => Knowledge == Knowledge.Unknown;
}
