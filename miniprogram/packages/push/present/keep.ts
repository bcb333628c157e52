// Keeps a drawn picture: in the album of a phone; at the desk on the disk, under a name, from where it is printed.

/** @throws what WeChat throws, also when the person closes the question. */
export async function keepPicture(path: string, name: string): Promise<void> {
  const atDesk = ['windows', 'mac', 'ohos_pc'].includes(wx.getDeviceInfo().platform) && typeof wx.saveFileToDisk === 'function';
  if (!atDesk) {
    await wx.saveImageToPhotosAlbum({ filePath: path });
    return;
  }
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
  await new Promise<void>((resolve, reject) => {
    wx.getFileSystemManager().copyFile({ srcPath: path, destPath: filePath, success: () => resolve(), fail: reject });
  });
  await wx.saveFileToDisk({ filePath });
}
