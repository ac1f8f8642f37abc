/** Writes text and waits until the stream has taken it. A reader that went away is no error: nobody is left to tell. */
export function writeText(stream: NodeJS.WritableStream, text: string): Promise<void> {
	return new Promise((resolve) => {
		stream.write(text, () => resolve())
	})
}
