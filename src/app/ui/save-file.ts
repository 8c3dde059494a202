/** Saves a file in the folder of the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // By the next task, the download has its own reference to the blob.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
